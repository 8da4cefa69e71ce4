from app.models.Order import Order  # noqa
