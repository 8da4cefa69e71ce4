from app.models.chef import *  # noqa: F403
