using System.Text;

namespace Floe.Engine.Syntax;

/// <summary>
/// Cuts a script into tokens by Spark SQL's lexical rules and replaces <c>${name}</c> on the way: inside a string or a quoted name the
/// value is content, elsewhere it is SQL. Works token by token, so that a <c>SET</c> statement can define what later statements use.
/// </summary>
internal sealed class Lexer
{
    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly Queue<Token> _substituted = new();
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public Lexer(string text, IReadOnlyDictionary<string, string> variables)
    {
        _text = text;
        _variables = variables;
    }

    /// <summary>All tokens of a text of its own, such as a condition in a string, all of which are said to stand at one place of the script.</summary>
    public static IEnumerable<Token> All(string text, SourcePosition position)
    {
        var lexer = new Lexer(text, new Dictionary<string, string>());
        Token token;
        do
            yield return (token = lexer.Next()) with { Position = position };
        while (token.Kind != TokenKind.End);
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private SourcePosition Position => new(_line, _at - _lineStart + 1);

    public Token Next()
    {
        while (true)
            if (Read() is { } token)
                return token;
    }

    /// <returns>Null where a variable without content stood.</returns>
    private Token? Read()
    {
        if (_substituted.TryDequeue(out var queued))
            return queued;
        var space = SkipSpaceAndComments();
        var start = _at;
        var position = Position;
        if (_at >= _text.Length)
            return new Token(TokenKind.End, "", position, start, start, space);
        Token Make(TokenKind kind, string value) => new(kind, value, position, start, _at, space);

        var c = Current;
        if (c == '$' && Peek(1) == '{')
            return Substitute(position, start, space);
        if (c is '\'' or '"')
            return Make(TokenKind.String, ReadString(position));
        if (c is 'x' or 'X' && Peek(1) is '\'' or '"')
        {
            _at++;
            return Make(TokenKind.Binary, ReadBinary(position));
        }
        if (c is 'r' or 'R' && Peek(1) is '\'' or '"')
        {
            _at++;
            return Make(TokenKind.String, ReadRawString(position));
        }
        if (c == '`')
            return Make(TokenKind.QuotedName, ReadQuotedName(position));
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)) && !IsNamePart(_at > 0 ? _text[_at - 1] : ' ') && !Follows('`')))
            return ReadNumberOrWord(Make);
        if (IsNamePart(c))
        {
            while (IsNamePart(Current))
                _at++;
            return Make(TokenKind.Word, _text[start.._at]);
        }
        _at += c == '<' && Peek(1) == '=' && Peek(2) == '>' ? 3 : 1;
        return Make(TokenKind.Symbol, _text[start.._at]);
    }

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool Follows(char c) => _at > 0 && _text[_at - 1] == c;

    private static bool IsNamePart(char c) => c == '_' || char.IsLetterOrDigit(c);

    private void Advance()
    {
        if (_text[_at++] != '\n')
            return;
        _line++;
        _lineStart = _at;
    }

    private bool SkipSpaceAndComments()
    {
        var from = _at;
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(Current) || Current == '\uFEFF')
                Advance();
            else if (Current == '-' && Peek(1) == '-')
                while (_at < _text.Length && Current != '\n')
                    _at++;
            else if (Current == '/' && Peek(1) == '*')
                SkipBlockComment();
            else
                break;
        }
        return _at > from;
    }

    private void SkipBlockComment()
    {
        var position = Position;
        var depth = 0;
        do
        {
            if (_at >= _text.Length)
                throw Unclosed("This comment is not closed with */.", position);
            if (Current == '/' && Peek(1) == '*')
                (depth, _at) = (depth + 1, _at + 2);
            else if (Current == '*' && Peek(1) == '/')
                (depth, _at) = (depth - 1, _at + 2);
            else
                Advance();
        }
        while (depth > 0);
    }

    private string ReadString(SourcePosition position)
    {
        var quote = Current;
        var content = new StringBuilder();
        _at++;
        while (true)
        {
            if (_at >= _text.Length)
                throw Unclosed($"This string is not closed with {quote}.", position);
            if (Current == quote && Peek(1) == quote)
            {
                content.Append(quote);
                _at += 2;
            }
            else if (Current == quote)
            {
                _at++;
                return content.ToString();
            }
            else if (Current == '\\' && _at + 1 < _text.Length)
                ReadEscape(content);
            else if (Current == '$' && Peek(1) == '{')
                content.Append(ReadVariable());
            else
            {
                content.Append(Current);
                Advance();
            }
        }
    }

    /// <summary>Spark's escapes. \% and \_ stay as they are, for LIKE; any other character after a backslash stands for itself.</summary>
    private void ReadEscape(StringBuilder content)
    {
        _at++;
        var c = Current;
        if (c == 'u' && _at + 4 < _text.Length && ushort.TryParse(_text.AsSpan(_at + 1, 4), System.Globalization.NumberStyles.HexNumber, null, out var unit))
        {
            content.Append((char)unit);
            _at += 5;
            return;
        }
        content.Append(c switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'b' => "\b",
            '0' => "\0",
            'Z' => "\u001A",
            '%' => "\\%",
            '_' => "\\_",
            _ => c.ToString(),
        });
        Advance();
    }

    private string ReadRawString(SourcePosition position)
    {
        var quote = Current;
        var start = ++_at;
        while (_at < _text.Length && Current != quote)
            Advance();
        if (_at >= _text.Length)
            throw Unclosed($"This string is not closed with {quote}.", position);
        return _text[start.._at++];
    }

    private string ReadBinary(SourcePosition position)
    {
        var hex = ReadRawString(position);
        if (!hex.All(char.IsAsciiHexDigit))
            throw new SqlError($"X'{hex}' is not a binary literal: only hexadecimal digits may stand between the quotes.", position);
        return hex.Length % 2 == 0 ? hex : "0" + hex;
    }

    private string ReadQuotedName(SourcePosition position)
    {
        var content = new StringBuilder();
        _at++;
        while (true)
        {
            if (_at >= _text.Length)
                throw Unclosed("This name is not closed with `.", position);
            if (Current == '`' && Peek(1) != '`')
                break;
            if (Current == '$' && Peek(1) == '{')
            {
                content.Append(ReadVariable());
                continue;
            }
            if (Current == '`')
                _at++;
            content.Append(Current);
            Advance();
        }
        _at++;
        return content.Length > 0 ? content.ToString() : throw new SqlError("A name in backticks must not be empty.", position);
    }

    /// <summary>A word may begin with digits in Spark: <c>2024_sales</c> is a name, <c>10L</c> and <c>1e5</c> are numbers.</summary>
    private Token ReadNumberOrWord(Func<TokenKind, string, Token> make)
    {
        var start = _at;
        while (char.IsAsciiDigit(Current))
            _at++;
        if (Current == '.' && !IsNameStart(Peek(1)))
            do
                _at++;
            while (char.IsAsciiDigit(Current));
        if (Current is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            _at += 2;
            while (char.IsAsciiDigit(Current))
                _at++;
        }
        var digitsEnd = _at;
        while (IsNamePart(Current))
            _at++;
        var suffix = _text[digitsEnd.._at];
        var isNumber = suffix.Length == 0 || NumberSuffix.IsKnown(suffix);
        return make(isNumber ? TokenKind.Number : TokenKind.QuotedName, _text[start.._at]);
    }

    private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);

    private Token? Substitute(SourcePosition position, int start, bool space)
    {
        var value = ReadVariable();
        var inner = new Lexer(value, NoVariables);
        for (var token = inner.Next(); token.Kind != TokenKind.End; token = inner.Next())
        {
            _substituted.Enqueue(token with
            {
                Position = position,
                Start = start,
                End = _at,
                SpaceBefore = _substituted.Count == 0 ? space : token.SpaceBefore,
            });
        }
        return _substituted.TryDequeue(out var first) ? first : null;
    }

    /// <summary>Values are final: what a value holds is not looked at for further variables.</summary>
    private static readonly Dictionary<string, string> NoVariables = [];

    private static SqlError Unclosed(string message, SourcePosition position) => new(message, position) { IsUnclosed = true };

    private string ReadVariable()
    {
        var position = Position;
        var end = _text.IndexOf('}', _at);
        var lineEnd = _text.IndexOf('\n', _at);
        if (end < 0 || (lineEnd >= 0 && lineEnd < end))
            throw new SqlError("This variable is not closed with }.", position);
        var name = _text[(_at + 2)..end].Trim();
        _at = end + 1;
        return Variables.Find(_variables, name, position);
    }
}
