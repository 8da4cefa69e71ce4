OWNED = "all delete-orphan"
