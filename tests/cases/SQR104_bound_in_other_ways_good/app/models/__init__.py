from app.models import chef, dynamic, lazily, stars
from app.models.dynamic import Course, Menu
from app.models.lazily import Dish
from app.models.plugins import Star
from app.models.stars import LIMIT, Chef

try:
    from app.models.secret import Secret
except ImportError:
    Secret = None

__all__ = ["LIMIT", "Chef", "Course", "Dish", "Menu", "Secret", "Star", "chef", "dynamic", "lazily", "stars"]
