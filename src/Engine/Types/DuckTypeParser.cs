using System.Globalization;
using System.Text;

namespace Floe.Engine.Types;

/// <summary>Reads the type names that DESCRIBE gives: <c>STRUCT(a INTEGER, "b c" VARCHAR[])</c>.</summary>
internal sealed class DuckTypeParser
{
    private readonly string _text;
    private int _at;

    private DuckTypeParser(string text) => _text = text;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    public static DuckType Parse(string text) => new DuckTypeParser(text).ParseType();

    private DuckType ParseType()
    {
        var type = ParsePlain();
        while (Current == '[')
        {
            _at = _text.IndexOf(']', _at) + 1;
            type = new DuckList(type);
        }
        return type;
    }

    private DuckType ParsePlain()
    {
        if (Current == '"')
            return new DuckScalar($"\"{ParseName()}\"");
        var start = _at;
        while (char.IsLetterOrDigit(Current) || Current is '_' or ' ')
            _at++;
        var name = _text[start.._at].Trim();
        if (Current != '(')
            return new DuckScalar(name);
        return name switch
        {
            "DECIMAL" => ParseDecimal(),
            "STRUCT" => new DuckStruct(ParseFields()),
            "MAP" => ParseMap(),
            _ => ParseOpaque(name),
        };
    }

    private DuckDecimal ParseDecimal()
    {
        var end = _text.IndexOf(')', _at);
        var numbers = _text[(_at + 1)..end].Split(',');
        _at = end + 1;
        return new DuckDecimal(int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    private List<KeyValuePair<string, DuckType>> ParseFields()
    {
        var fields = new List<KeyValuePair<string, DuckType>>();
        do
        {
            _at++;
            SkipSpace();
            var name = ParseName();
            SkipSpace();
            fields.Add(new(name, ParseType()));
            SkipSpace();
        }
        while (Current == ',');
        _at++;
        return fields;
    }

    private DuckMap ParseMap()
    {
        _at++;
        var key = ParseType();
        SkipSpace();
        _at++;
        SkipSpace();
        var value = ParseType();
        _at++;
        return new DuckMap(key, value);
    }

    /// <summary>Types whose parameters do not matter here, such as ENUM('a', 'b').</summary>
    private DuckScalar ParseOpaque(string name)
    {
        var depth = 0;
        var quoted = false;
        do
        {
            if (Current == '\'')
                quoted = !quoted;
            else if (!quoted && Current == '(')
                depth++;
            else if (!quoted && Current == ')')
                depth--;
            _at++;
        }
        while (depth > 0 && _at < _text.Length);
        return new DuckScalar(name);
    }

    private string ParseName()
    {
        var name = new StringBuilder();
        if (Current != '"')
        {
            while (_at < _text.Length && Current is not (' ' or ',' or ')'))
                name.Append(_text[_at++]);
            return name.ToString();
        }
        _at++;
        while (_at < _text.Length)
        {
            if (Current == '"' && (_at + 1 >= _text.Length || _text[_at + 1] != '"'))
                break;
            if (Current == '"')
                _at++;
            name.Append(_text[_at++]);
        }
        _at++;
        return name.ToString();
    }

    private void SkipSpace()
    {
        while (Current == ' ')
            _at++;
    }
}
