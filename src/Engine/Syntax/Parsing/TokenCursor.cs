namespace Floe.Engine.Syntax.Parsing;

/// <summary>Walks over the tokens of one statement. The last token is always <see cref="TokenKind.End"/>.</summary>
internal sealed class TokenCursor(IReadOnlyList<Token> tokens)
{
    private int _at;

    public Token Current => tokens[_at];

    public SourcePosition Position => Current.Position;

    public bool AtEnd => Current.Kind == TokenKind.End;

    public Token Peek(int ahead = 1) => tokens[Math.Min(_at + ahead, tokens.Count - 1)];

    public Token Take()
    {
        var token = Current;
        if (!AtEnd)
            _at++;
        return token;
    }

    public bool Is(string word) => Current.IsWord(word);

    /// <summary>Whether these words come next, in this order.</summary>
    public bool Are(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
            if (!Peek(i).IsWord(words[i]))
                return false;
        return true;
    }

    /// <summary>Takes the words if all of them come next, and nothing otherwise.</summary>
    public bool Accept(params ReadOnlySpan<string> words)
    {
        if (!Are(words))
            return false;
        _at += words.Length;
        return true;
    }

    public bool AcceptSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        _at++;
        return true;
    }

    public void Expect(string word)
    {
        if (!Accept(word))
            throw Unexpected(word);
    }

    public void ExpectSymbol(string symbol)
    {
        if (!AcceptSymbol(symbol))
            throw Unexpected($"'{symbol}'");
    }

    public string ExpectString(string what) => Current.Kind == TokenKind.String ? Take().Value : throw Unexpected(what);

    public string ExpectName(string what) => Current.IsName ? Take().Value : throw Unexpected(what);

    public int ExpectInteger(string what) =>
        Current.Kind == TokenKind.Number && int.TryParse(Current.Value, out var value) && Take().Kind == TokenKind.Number
            ? value
            : throw Unexpected(what);

    public QualifiedName ExpectQualifiedName(string what)
    {
        var position = Position;
        var parts = new List<string> { ExpectName(what) };
        while (AcceptSymbol("."))
            parts.Add(ExpectName("a name after the dot"));
        return new QualifiedName(parts, position);
    }

    public void ExpectEnd()
    {
        if (!AtEnd)
            throw Unexpected("the end of the statement");
    }

    /// <summary>Everything up to the end, as a query or expression.</summary>
    public QuerySyntax TakeRest(string what) => TakeUntil(static _ => false, what);

    /// <summary>Tokens up to the first one outside parentheses, brackets and braces that <paramref name="stop"/> names, or up to the end.</summary>
    public QuerySyntax TakeUntil(Func<Token, bool> stop, string what)
    {
        var taken = new List<Token>();
        var depth = 0;
        while (!AtEnd && (depth > 0 || !stop(Current)))
        {
            if (Current.IsSymbol("(") || Current.IsSymbol("[") || Current.IsSymbol("{"))
                depth++;
            else if ((Current.IsSymbol(")") || Current.IsSymbol("]") || Current.IsSymbol("}")) && --depth < 0)
                break;
            taken.Add(Take());
        }
        return taken.Count > 0 ? new QuerySyntax(taken) : throw Unexpected(what);
    }

    public SqlError Unexpected(string expected) => new($"Expected {expected}, found {Current.Shown}.", Position);
}
