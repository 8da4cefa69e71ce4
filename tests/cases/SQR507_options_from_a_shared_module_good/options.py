OPTIONS = {"lazy": "selectin", "cascade": "all"}
