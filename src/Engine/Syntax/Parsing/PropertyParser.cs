using System.Text;

namespace Floe.Engine.Syntax.Parsing;

/// <summary>The lists in <c>TBLPROPERTIES ('k'='v')</c> and <c>OPTIONS (header 'true', 'sep' = ';')</c>.</summary>
internal static class PropertyParser
{
    public static Dictionary<string, string> Parse(TokenCursor cursor, StringComparer keys)
    {
        cursor.ExpectSymbol("(");
        var properties = new Dictionary<string, string>(keys);
        if (cursor.AcceptSymbol(")"))
            return properties;
        do
        {
            var position = cursor.Position;
            var key = ParseKey(cursor);
            cursor.AcceptSymbol("=");
            if (!properties.TryAdd(key, ParseValue(cursor, key)))
                throw new SqlError($"'{key}' is given twice.", position);
        }
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return properties;
    }

    /// <summary>The list in <c>UNSET TBLPROPERTIES ('a', 'b')</c>.</summary>
    public static IReadOnlyList<string> ParseKeys(TokenCursor cursor)
    {
        cursor.ExpectSymbol("(");
        var keys = new List<string>();
        do
            keys.Add(ParseKey(cursor));
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return keys;
    }

    /// <summary>A string, or words with dots and dashes between them: <c>write.target-file-size-bytes</c>.</summary>
    private static string ParseKey(TokenCursor cursor)
    {
        if (cursor.Current.Kind == TokenKind.String)
            return cursor.Take().Value;
        var key = new StringBuilder(cursor.ExpectName("a key"));
        while (cursor.Current.IsSymbol(".") || cursor.Current.IsSymbol("-"))
            key.Append(cursor.Take().Value).Append(cursor.ExpectName("the rest of the key"));
        return key.ToString();
    }

    private static string ParseValue(TokenCursor cursor, string key)
    {
        var sign = cursor.AcceptSymbol("-") ? "-" : "";
        return cursor.Current.Kind switch
        {
            TokenKind.String when sign.Length == 0 => cursor.Take().Value,
            TokenKind.Number => sign + cursor.Take().Value,
            TokenKind.Word when cursor.Is("true") || cursor.Is("false") => cursor.Take().Value.ToLowerInvariant(),
            _ => throw cursor.Unexpected($"a value for '{key}': a string, a number, true or false"),
        };
    }
}
