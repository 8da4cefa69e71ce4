from sqlalchemy.orm.collections import collection


class ById(dict):
    @collection.appender
    def put(self, item):
        self[item.id] = item

    @collection.remover
    def drop(self, item):
        del self[item.id]
