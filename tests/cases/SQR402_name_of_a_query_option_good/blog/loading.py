EAGER = "selectin"
