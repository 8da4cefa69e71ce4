from roads import crossings, models
