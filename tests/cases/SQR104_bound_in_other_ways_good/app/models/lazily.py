def __getattr__(name):
    if name == "Dish":
        return "a dish"
    raise AttributeError(name)
