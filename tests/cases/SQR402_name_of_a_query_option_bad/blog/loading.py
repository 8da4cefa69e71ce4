EAGER = "selectinload"
