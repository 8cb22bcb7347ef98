"""Runs a SQL script of Floe on Spark.

    spark-submit sql_runner.py SCRIPT|--script-base64 TEXT [--catalog s3tablesbucket] [--var name=value]... [--output PATH|-]

The script is cut into statements, and ${name} is replaced, by the rules of Floe's embedded engine (docs/sql.md); where Spark's own rules
differ, the statement is reworded so that both engines do the same. The rows of the last query are written in the JSON form that
`floe sql --output json` has, so that the two can be compared. Needs nothing but PySpark, and that only to run: the rest is plain Python.
"""

import argparse
import base64
import datetime
import json
import math
import os
import re
import struct
import sys
import time
import unicodedata
from collections import namedtuple

# ---------------------------------------------------------------------------------------------------------------------------------------
# Reading scripts
# ---------------------------------------------------------------------------------------------------------------------------------------

Place = namedtuple("Place", "line column")  # Both counted from 1; columns count UTF-16 units, as the embedded engine does.

# kind: word, name (in backticks), string, binary, number, symbol or end. value: what it says, with escapes resolved. sql: how Spark is told.
# space: what stands before it. start, end: offsets in the script.
Token = namedtuple("Token", "kind value sql space place start end")

Statement = namedtuple("Statement", "number place text tokens")


class ScriptError(Exception):
    """What is wrong with a script, and where."""

    def __init__(self, message, place):
        super().__init__(message)
        self.place = place


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "0": "\0", "Z": "\x1a", "%": "\\%", "_": "\\_"}
NUMBER_SUFFIX = re.compile(r"(?:L|S|Y|D|F|BD)?\Z", re.IGNORECASE)
VARIABLE = re.compile(r"\$\{([^}\n]*)\}")


def is_space(c):
    return c == "\ufeff" or (c.isspace() and not "\x1c" <= c <= "\x1f")


def is_name_part(c):
    return c == "_" or unicodedata.category(c)[0] == "L" or unicodedata.category(c) == "Nd"


def is_digit(c):
    return "0" <= c <= "9"


class Lexer:
    """Cuts a script into tokens by Spark SQL's lexical rules, one by one, as a SET may define what later tokens use."""

    def __init__(self, text, variables):
        self.text = text
        self.variables = variables
        self.at = 0
        self.queued = []

    def next(self):
        if self.queued:
            return self.queued.pop(0)
        before = self.at
        self.skip_space()
        space = self.text[before:self.at]
        start, place = self.at, self.place(self.at)
        c = self.peek()
        if c == "":
            return Token("end", "", "", space, place, start, start)
        if c == "$" and self.peek(1) == "{":
            return self.substitute(space, place, start)
        if c in "'\"":
            kind, value, sql = "string", *self.read_string(place)
        elif c in "xX" and self.peek(1) in ("'", '"'):
            self.at += 1
            value = self.read_raw(place)
            if not re.fullmatch("[0-9a-fA-F]*", value):
                raise ScriptError(f"X'{value}' is not a binary literal: only hexadecimal digits may stand between the quotes.", place)
            kind, value, sql = "binary", value if len(value) % 2 == 0 else "0" + value, self.text[start:self.at]
        elif c in "rR" and self.peek(1) in ("'", '"'):
            self.at += 1
            kind, value, sql = "string", self.read_raw(place), self.text[start:self.at]
        elif c == "`":
            kind, value, sql = "name", *self.read_name(place)
        elif is_digit(c) or (c == "." and is_digit(self.peek(1) or " ") and not self.follows_name()):
            kind, value = self.read_number_or_word()
            sql = value
        elif is_name_part(c):
            while self.peek() and is_name_part(self.peek()):
                self.at += 1
            kind, value, sql = "word", *[self.text[start:self.at]] * 2
        else:
            self.at += 3 if self.text.startswith("<=>", self.at) else 1
            kind, value, sql = "symbol", *[self.text[start:self.at]] * 2
        return Token(kind, value, sql, space, place, start, self.at)

    def peek(self, ahead=0):
        return self.text[self.at + ahead:self.at + ahead + 1]

    def place(self, at):
        line_start = self.text.rfind("\n", 0, at) + 1
        return Place(self.text.count("\n", 0, at) + 1, len(self.text[line_start:at].encode("utf-16-le", "surrogatepass")) // 2 + 1)

    def follows_name(self):
        before = self.text[self.at - 1:self.at]
        return before != "" and (is_name_part(before) or before == "`")

    def skip_space(self):
        while self.at < len(self.text):
            if is_space(self.peek()):
                self.at += 1
            elif self.text.startswith("--", self.at):
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text.startswith("/*", self.at):
                self.skip_comment()
            else:
                return

    def skip_comment(self):
        place, depth = self.place(self.at), 0
        while True:
            if self.at >= len(self.text):
                raise ScriptError("This comment is not closed with */.", place)
            if self.text.startswith("/*", self.at):
                depth, self.at = depth + 1, self.at + 2
            elif self.text.startswith("*/", self.at):
                depth, self.at = depth - 1, self.at + 2
                if depth == 0:
                    return
            else:
                self.at += 1

    def read_string(self, place):
        """Content and Spark's spelling. Before Spark 4 two quotes in a string were the end of one literal and the start of the next."""
        quote = self.peek()
        content, sql = [], [quote]
        self.at += 1
        while True:
            c = self.peek()
            if c == "":
                raise ScriptError(f"This string is not closed with {quote}.", place)
            if c == quote and self.peek(1) == quote:
                content.append(quote)
                sql.append("\\" + quote)
                self.at += 2
            elif c == quote:
                self.at += 1
                return "".join(content), "".join(sql) + quote
            elif c == "\\" and self.peek(1):
                start = self.at
                content.append(self.read_escape())
                sql.append(self.text[start:self.at])
            elif c == "$" and self.peek(1) == "{":
                value = self.read_variable()
                content.append(value)
                sql.append(value.replace("\\", "\\\\").replace(quote, "\\" + quote))
            else:
                content.append(c)
                sql.append(c)
                self.at += 1

    def read_escape(self):
        c = self.peek(1)
        if c == "u" and re.fullmatch("[0-9a-fA-F]{4}", self.text[self.at + 2:self.at + 6]):
            unit = chr(int(self.text[self.at + 2:self.at + 6], 16))
            self.at += 6
            return unit
        self.at += 2
        return ESCAPES.get(c, c)

    def read_raw(self, place):
        quote = self.peek()
        end = self.text.find(quote, self.at + 1)
        if end < 0:
            raise ScriptError(f"This string is not closed with {quote}.", place)
        content, self.at = self.text[self.at + 1:end], end + 1
        return content

    def read_name(self, place):
        content = []
        self.at += 1
        while True:
            c = self.peek()
            if c == "":
                raise ScriptError("This name is not closed with `.", place)
            if c == "`" and self.peek(1) != "`":
                break
            if c == "$" and self.peek(1) == "{":
                content.append(self.read_variable())
                continue
            self.at += 2 if c == "`" else 1
            content.append(c)
        self.at += 1
        name = "".join(content)
        if not name:
            raise ScriptError("A name in backticks must not be empty.", place)
        return name, "`" + name.replace("`", "``") + "`"

    def read_number_or_word(self):
        """A word may begin with digits in Spark: 2024_sales is a name, 10L and 1e5 are numbers."""
        start = self.at
        while is_digit(self.peek() or " "):
            self.at += 1
        following = self.peek(1)
        if self.peek() == "." and not (following and (following == "_" or unicodedata.category(following)[0] == "L")):
            self.at += 1
            while is_digit(self.peek() or " "):
                self.at += 1
        if re.match(r"[eE][+-]?[0-9]", self.text[self.at:self.at + 3]):
            self.at += 2
            while is_digit(self.peek() or " "):
                self.at += 1
        digits_end = self.at
        while self.peek() and is_name_part(self.peek()):
            self.at += 1
        return "number" if NUMBER_SUFFIX.match(self.text, digits_end, self.at) else "name", self.text[start:self.at]

    def substitute(self, space, place, start):
        """The tokens of a variable's value; the value is final, what it holds is not looked at for further variables."""
        inner = Lexer(self.read_variable(), {})
        tokens = []
        while (token := inner.next()).kind != "end":
            tokens.append(token._replace(place=place, start=start, end=self.at, space=(space if not tokens else "") + token.space))
        if not tokens:
            following = self.next()
            return following._replace(space=space + following.space)
        self.queued = tokens[1:]
        return tokens[0]

    def read_variable(self):
        place = self.place(self.at)
        match = VARIABLE.match(self.text, self.at)
        if not match:
            raise ScriptError("This variable is not closed with }.", place)
        self.at = match.end()
        return find_variable(self.variables, match.group(1).strip(), place)


def find_variable(variables, name, place):
    if name in variables:
        return variables[name]
    known = "Known are: " + ", ".join(sorted(variables)) if variables else "No variables are set"
    raise ScriptError(f"The variable '{name}' has no value. {known}. Give it with --var {name}=... or with SET {name} = ...;", place)


def split(script, variables):
    """The statements of a script, read whole before anything runs. A SET sets the variable for the statements after it."""
    known = dict(variables)
    lexer = Lexer(script, known)
    statements, tokens = [], []
    while True:
        token = lexer.next()
        ends = token.kind == "end" or (token.kind == "symbol" and token.value == ";")
        if not ends:
            tokens.append(token)
            continue
        if tokens:
            statement = Statement(len(statements) + 1, tokens[0].place, script[tokens[0].start:tokens[-1].end], tokens)
            if is_word(tokens[0], "SET"):
                key, value = read_set(script, statement, known)
                known[key] = value
            statements.append(statement)
        if token.kind == "end":
            return statements
        tokens = []


def read_set(script, statement, variables):
    """Key and value of SET key = value: the value is one string, or the text up to the semicolon."""
    content = statement.tokens[1:]
    equals = next((i for i, token in enumerate(content) if token.kind == "symbol" and token.value == "="), 0)
    if equals < 1:
        raise ScriptError("Expected SET key = value.", statement.place)
    key = script[content[0].start:content[equals - 1].end].strip()
    value = content[equals + 1:]
    if not value:
        return key, ""
    if len(value) == 1 and value[0].kind == "string":
        return key, value[0].value
    text = script[value[0].start:value[-1].end].strip()
    return key, VARIABLE.sub(lambda match: find_variable(variables, match.group(1).strip(), value[0].place), text)


def is_word(token, word):
    return token.kind == "word" and token.value.upper() == word


# ---------------------------------------------------------------------------------------------------------------------------------------
# Where Spark differs from the embedded engine
# ---------------------------------------------------------------------------------------------------------------------------------------

# Spark's settings under which it follows the rules of docs/sql.md. A script may SET others.
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.storeAssignmentPolicy": "ANSI",
    # Variables are replaced here, and what a value holds is final.
    "spark.sql.variable.substitute": "false",
}


def spark_sql(statement, max_rejected_rows=0):
    """The statement's text for Spark, and what cannot be had there as warnings."""
    tokens, warnings = list(statement.tokens), []
    words = [token.value.upper() if token.kind == "word" else "" for token in tokens]
    if words[0] == "CREATE" and "VIEW" in words[:5] and "USING" in words and "OPTIONS" in words:
        tokens, warnings = with_view_defaults(tokens, words, max_rejected_rows)
    text = "".join((token.space if i else "") + token.sql for i, token in enumerate(tokens))
    # S3 Tables drops a table only with its files, and its catalog for Spark wants to be told so.
    if words[:2] == ["DROP", "TABLE"] and words[-1] != "PURGE":
        text += " PURGE"
    return text, warnings


def with_view_defaults(tokens, words, max_rejected_rows):
    """Adds the options whose defaults are others in Spark: bad rows fail, quotes are doubled, a prefix means all objects below it."""
    view_format = tokens[words.index("USING") + 1].value.lower()
    opening = words.index("OPTIONS") + 1
    options = read_options(tokens[opening + 1:])
    added, warnings = {"recursiveFileLookup": "true"}, []
    if view_format == "parquet":
        added["mergeSchema"] = "true"
    else:
        allowed = int(options.get("maxrejectedrows", max_rejected_rows))
        added["mode"] = "DROPMALFORMED" if allowed > 0 else "FAILFAST"
        if allowed > 0 and "mode" not in options:
            warnings.append(f"Spark leaves out bad rows without a limit: maxRejectedRows {allowed} is read as mode 'DROPMALFORMED', and they are not counted")
    if view_format == "csv":
        added["escape"] = options.get("quote", '"')
    text = "".join(f"{name} {quoted(value)}, " for name, value in added.items() if name.lower() not in options)
    if not options:
        text = text[:-2]
    extra = Token("symbol", "", text, "", tokens[opening].place, tokens[opening].end, tokens[opening].end)
    return tokens[:opening + 1] + [extra] + tokens[opening + 1:], warnings


def read_options(tokens):
    """Names, in lower case, and values up to the closing parenthesis."""
    options, name, depth = {}, "", 0
    for i, token in enumerate(tokens):
        if token.kind == "symbol" and token.value == ")":
            break
        if token.kind == "symbol" and token.value == ",":
            name = ""
        elif token.kind == "symbol" and token.value == "=":
            continue
        elif name and token.value != "." and any(after.kind == "symbol" and after.value in ",)" for after in tokens[i + 1:i + 2]):
            options[name.lower()] = token.value
        else:
            name += token.value
    return options


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


QUERIES = {"SELECT", "WITH", "VALUES", "FROM", "TABLE", "(", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "CALL"}


def gives_rows(statement):
    return statement.tokens[0].value.upper() in QUERIES


def written_table(statement):
    """The table whose rows a statement changes, as Spark is told it; None for other statements."""
    words = [token.value.upper() if token.kind == "word" else "" for token in statement.tokens]
    starts = {("INSERT", "INTO"): 2, ("INSERT", "OVERWRITE"): 2, ("DELETE", "FROM"): 2, ("MERGE", "INTO"): 2, ("UPDATE",): 1}
    at = next((length for start, length in starts.items() if tuple(words[:len(start)]) == start), None)
    if at is None:
        return None
    if words[at] == "TABLE":
        at += 1
    name = [statement.tokens[at].sql]
    while at + 2 < len(words) and statement.tokens[at + 1].value == ".":
        name += [".", statement.tokens[at + 2].sql]
        at += 2
    return "".join(name)


# ---------------------------------------------------------------------------------------------------------------------------------------
# Results as JSON
# ---------------------------------------------------------------------------------------------------------------------------------------

MAX_EXACT = 2**53 - 1  # The largest integer that every JSON reader keeps exact.
EPOCH = datetime.datetime(1970, 1, 1)


def result_json(schema, rows, truncated):
    """{"columns":[{"name":"id","type":"int"}],"rows":[[1]],"truncated":false}, as the embedded engine writes it."""
    return {
        "columns": [{"name": field.name, "type": field.dataType.simpleString()} for field in schema.fields],
        "rows": [[json_value(value, field.dataType) for value, field in zip(row, schema.fields)] for row in rows],
        "truncated": truncated,
    }


def json_value(value, data_type):
    """A value that Spark gave to Python. Nothing loses digits: integers beyond 2^53 and decimals are strings, as are NaN and the infinities."""
    kind = data_type.typeName()
    if value is None:
        return None
    if kind == "boolean" or kind in ("string", "char", "varchar"):
        return value
    if kind in ("byte", "short", "integer", "long"):
        return value if abs(value) <= MAX_EXACT else str(value)
    if kind in ("float", "double"):
        return json_float(value, kind)
    if kind == "decimal":
        return format(value, "f")
    if kind == "binary":
        return base64.b64encode(bytes(value)).decode("ascii")
    if kind == "date":
        return value.isoformat()
    if kind == "timestamp":
        return iso(to_utc(value)) + "Z"
    if kind == "timestamp_ntz":
        return iso(value)
    if kind == "array":
        return [json_value(item, data_type.elementType) for item in value]
    if kind == "map":
        return [[json_value(key, data_type.keyType), json_value(item, data_type.valueType)] for key, item in value.items()]
    if kind == "struct":
        return {field.name: json_value(item, field.dataType) for field, item in zip(data_type.fields, value)}
    raise TypeError(f"A {data_type.simpleString()} has no form in JSON. CAST it to STRING in the query.")


def json_float(value, kind):
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if kind == "float":
        # Python has doubles only: the shortest decimal that is this float again.
        packed = struct.pack("f", value)
        value = next(short for short in (float(f"{value:.{digits}g}") for digits in range(1, 18)) if struct.pack("f", short) == packed)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def to_utc(value):
    """Spark hands instants to Python in the time zone of the process; main() makes that UTC."""
    return value.astimezone(datetime.timezone.utc).replace(tzinfo=None)


def iso(value):
    text = value.isoformat(timespec="microseconds")
    return text.rstrip("0").rstrip(".")


# ---------------------------------------------------------------------------------------------------------------------------------------
# Running on Spark
# ---------------------------------------------------------------------------------------------------------------------------------------


class StatementError(Exception):
    """A statement that Spark refused."""


def run(spark, statements, script, options, log):
    """Runs all statements; returns the rows of the last one that gives rows as JSON."""
    result = {"columns": [], "rows": [], "truncated": False}
    variables = dict(options.variables)
    for statement in statements:
        shown = " ".join(statement.text.split())
        log(f"[{statement.number}/{len(statements)}] line {statement.place.line}: {shown[:100] + '...' if len(shown) > 100 else shown}")
        start = time.monotonic()
        try:
            done, rows = run_statement(spark, statement, script, variables, options, log)
        except Exception as error:
            raise StatementError(f"Statement {statement.number} (line {statement.place.line}, column {statement.place.column}): {one_line(error)}") from error
        result = rows if rows is not None else result
        log(f"  {done} ({time.monotonic() - start:.2f} s)")
    return result


def run_statement(spark, statement, script, variables, options, log):
    """What was done, for the log, and the rows as JSON where the statement gives rows."""
    kind = statement.tokens[0].value.upper()
    if kind == "SET":
        key, value = read_set(script, statement, variables)
        variables[key] = value
        if key.startswith("spark."):
            spark.conf.set(key, value)
        return f"SET {key}", None
    text, warnings = spark_sql(statement, options.max_rejected_rows)
    for warning in warnings:
        log(f"  warning: {warning}")
    table = written_table(statement)
    before = newest_snapshot(spark, table) if table else None
    frame = spark.sql(text)
    if table:
        return describe_write(kind, table, before, newest_snapshot(spark, table)), None
    if not gives_rows(statement):
        return kind, None
    rows = frame.take(options.max_rows + 1)
    truncated = len(rows) > options.max_rows
    rows = rows[:options.max_rows]
    return f"{kind}, {len(rows):,} rows{' and more' if truncated else ''}", result_json(frame.schema, rows, truncated)


def newest_snapshot(spark, table):
    rows = spark.sql(f"SELECT snapshot_id, summary FROM {table}.snapshots ORDER BY committed_at DESC LIMIT 1").collect()
    return rows[0] if rows else None


def describe_write(kind, table, before, after):
    if after is None or (before is not None and before["snapshot_id"] == after["snapshot_id"]):
        return f"{kind} {table}, no change"
    summary = after["summary"]
    return f"{kind} {table}, {int(summary.get('added-records', 0)):,} rows added, {int(summary.get('deleted-records', 0)):,} deleted, snapshot {after['snapshot_id']}"


def one_line(error):
    """Spark's message without the plan and the stack that follow it."""
    return " ".join(str(error).split("\n\n")[0].split("\nJVM stacktrace")[0].split())


def read_script(spark, place):
    if "://" not in place:
        with open(place, encoding="utf-8-sig") as file:
            return file.read()
    return bytes(spark.sparkContext.binaryFiles(as_s3a(place)).first()[1]).decode("utf-8-sig")


def write_output(spark, place, text):
    if place == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    elif "://" not in place:
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)
    else:
        path = spark._jvm.org.apache.hadoop.fs.Path(as_s3a(place))
        out = path.getFileSystem(spark._jsc.hadoopConfiguration()).create(path, True)
        out.write(bytearray(text.encode("utf-8")))
        out.close()


def as_s3a(place):
    """Hadoop knows S3 as s3a; elsewhere the two are the same."""
    return "s3a://" + place[len("s3://"):] if place.startswith("s3://") else place


def start_spark(name):
    from pyspark.sql import SparkSession

    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    spark = SparkSession.builder.appName(name).getOrCreate()
    for key, value in SETTINGS.items():
        spark.conf.set(key, value)
    hadoop = spark._jsc.hadoopConfiguration()
    if hadoop.get("fs.s3.impl") is None:
        hadoop.set("fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")
    return spark


def script_text(encoded):
    """Nothing on the way (shells, Kubernetes, Spark) finds anything in base64 that it would replace."""
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8-sig")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"is no base64 of a text in UTF-8: {error}") from error


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(prog="sql_runner.py", description="Runs a SQL script of Floe on Spark.")
    parser.add_argument("script", nargs="?", help="a path, or s3://bucket/key")
    parser.add_argument("--script-base64", type=script_text, dest="script_text", metavar="TEXT", help="the script itself, as base64 of UTF-8; instead of a path")
    parser.add_argument("--var", action="append", default=[], metavar="NAME=VALUE", help="value for ${name} in the script; may be given again")
    parser.add_argument("--catalog", help="the catalog of names that give none, as if the script began with USE")
    parser.add_argument("--namespace", help="the namespace of names that give none; needs --catalog")
    parser.add_argument("--max-rows", type=int, default=1000, help="rows of the last query to write at most (default 1000)")
    parser.add_argument("--max-rejected-rows", type=int, default=0, help="for views that do not say it: with more than 0, bad rows are left out")
    parser.add_argument("--output", metavar="PATH|-", help="where the rows of the last query go as JSON: a path, s3://bucket/key, or - for standard output")
    options = parser.parse_args(arguments)
    if (options.script is None) == (options.script_text is None):
        parser.error("one script is needed: its path, or --script-base64.")
    options.variables = {}
    for pair in options.var:
        name, equals, value = pair.partition("=")
        if not name or not equals:
            parser.error(f"--var '{pair}' has no name and value. Write it as NAME=VALUE.")
        options.variables[name] = value
    if options.namespace and not options.catalog:
        parser.error("--namespace needs --catalog.")
    return options


def main(arguments):
    """0: all statements ran. 1: one did not, or the script cannot be read. 2: the command line is wrong."""
    options = parse_arguments(arguments)
    spark = start_spark(os.path.basename(options.script) if options.script else "script")

    def log(line):
        print(f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%dT%H:%M:%SZ} {line}", file=sys.stderr, flush=True)

    try:
        script = read_script(spark, options.script) if options.script_text is None else options.script_text
        statements = split(script, options.variables)
        if options.catalog:
            spark.sql("USE " + ".".join("`" + part.replace("`", "``") + "`" for part in (options.catalog, options.namespace) if part))
        result = run(spark, statements, script, options, log)
        if options.output:
            write_output(spark, options.output, json.dumps(result, ensure_ascii=False, separators=(",", ":")) + "\n")
        return 0
    except ScriptError as error:
        log(f"line {error.place.line}, column {error.place.column}: {error}")
        return 1
    except (StatementError, FileNotFoundError) as error:
        log(str(error))
        return 1
    finally:
        spark.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
