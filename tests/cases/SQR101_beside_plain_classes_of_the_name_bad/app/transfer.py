class Transferred:
    def to_dict(self):
        return vars(self)
