made = []


def made_in(module):
    def run(function):
        made.append(function(module.Stored))
        return function

    return run
