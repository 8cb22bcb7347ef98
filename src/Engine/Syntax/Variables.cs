using System.Text.RegularExpressions;

namespace Floe.Engine.Syntax;

/// <summary>The values of <c>${name}</c>: what the caller gave and what <c>SET</c> added.</summary>
internal static partial class Variables
{
    /// <summary>Replaces every variable in a piece of text that is not SQL, such as the value of a SET.</summary>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables, SourcePosition position) =>
        Reference().Replace(text, match => Find(variables, match.Groups[1].Value.Trim(), position));

    public static string Find(IReadOnlyDictionary<string, string> variables, string name, SourcePosition position)
    {
        if (variables.TryGetValue(name, out var value))
            return value;
        var known = variables.Count == 0 ? "No variables are set" : "Known are: " + string.Join(", ", variables.Keys.Order(StringComparer.Ordinal));
        throw new SqlError($"The variable '{name}' has no value. {known}. Give it with the job or with SET {name} = ...;", position);
    }

    [GeneratedRegex(@"\$\{([^}\n]*)\}")]
    private static partial Regex Reference();
}
