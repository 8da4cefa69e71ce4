OPTIONS = {"lazy": "selectin", "cascades": "all"}
