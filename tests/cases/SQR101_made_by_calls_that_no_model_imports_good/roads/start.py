from roads import crossings, ferries, models
