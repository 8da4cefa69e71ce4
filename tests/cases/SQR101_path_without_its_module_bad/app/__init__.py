from app.models import note, user
