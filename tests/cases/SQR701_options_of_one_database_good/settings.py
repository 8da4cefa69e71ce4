import os

url = os.environ.get("DATABASE_URL", "sqlite://")
engine = os.environ.get("ENGINE")
schema = os.environ.get("SCHEMA")
