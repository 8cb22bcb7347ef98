using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Floe.Engine.Syntax;

namespace Floe.Engine;

/// <summary>SQL that is still being typed.</summary>
public static class TypedSql
{
    /// <summary>Whether the text can be run as it is: it ends with a semicolon that is no part of a string, a quoted name or a comment, or holds no statement at all.</summary>
    public static bool IsComplete(string text)
    {
        var lexer = new Lexer(text, new AnyVariable());
        Token? last = null;
        try
        {
            for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
                last = token;
            return last is null || last.Value.IsSymbol(";");
        }
        catch (SqlError error)
        {
            // What is wrong in itself is complete: running it says what is wrong.
            return !error.IsUnclosed;
        }
    }

    /// <summary>Which variables have values is not known while the text is typed.</summary>
    private sealed class AnyVariable : IReadOnlyDictionary<string, string>
    {
        public int Count => 0;

        public IEnumerable<string> Keys => [];

        public IEnumerable<string> Values => [];

        public string this[string key] => "x";

        public bool ContainsKey(string key) => true;

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
        {
            value = "x";
            return true;
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
