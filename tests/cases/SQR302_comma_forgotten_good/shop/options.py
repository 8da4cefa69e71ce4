OWNED = "all, delete-orphan"
