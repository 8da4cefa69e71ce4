class ById(dict):
    def put(self, item):
        self[item.id] = item

    def drop(self, item):
        del self[item.id]
