import app.models as models


def target():
    from app.models import (
        booking,  # and all it leads to
        chef,
    )

    return [booking, chef, models]
