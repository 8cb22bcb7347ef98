"""A stand-in for a SparkSession: remembers what it is told, and answers what the test prepared."""

from fake_types import DataType, Field, Schema


class FakeFrame:
    def __init__(self, columns, rows):
        self.schema = Schema([Field(name, DataType(kind)) for name, kind in columns])
        self.rows = rows

    def take(self, count):
        return self.rows[:count]

    def collect(self):
        return self.rows


class FakeConf(dict):
    def set(self, key, value):
        self[key] = value


class FakeSpark:
    """answers: the start of a statement and what it gives, a frame, a list of frames in turn, or an exception."""

    def __init__(self, answers):
        self.answers = answers
        self.statements = []
        self.conf = FakeConf()

    def sql(self, text):
        self.statements.append(text)
        answer = next((given for start, given in self.answers.items() if text.startswith(start)), FakeFrame([], []))
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer
