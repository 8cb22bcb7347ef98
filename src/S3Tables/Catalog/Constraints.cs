using System.Collections;
using System.Text.RegularExpressions;

namespace Floe.S3Tables.Catalog;

/// <summary>Collects every violation of the service model's constraints and reports them in AWS's words, with the field's name.</summary>
public sealed class Constraints
{
    private readonly List<string> _violations = [];

    public Constraints Required(object? value, string field)
    {
        if (value is null) Add("null", field, "Member must not be null");
        return this;
    }

    /// <summary>Length of a string in characters, or of a collection in elements. Null passes: see <see cref="Required"/>.</summary>
    public Constraints Length(object? value, string field, int min, int max)
    {
        var length = value switch { string text => text.Length, ICollection items => items.Count, _ => min };
        if (length < min) Add(Quote(value), field, $"Member must have length greater than or equal to {min}");
        if (length > max) Add(Quote(value), field, $"Member must have length less than or equal to {max}");
        return this;
    }

    /// <param name="value">Null passes: see <see cref="Required"/>.</param>
    /// <param name="field">The field's path in the request.</param>
    /// <param name="form">Must match the whole value.</param>
    /// <param name="pattern">The model's pattern, as the message shows it.</param>
    public Constraints Pattern(string? value, string field, Regex form, string pattern) =>
        Pattern(value, field, value is null || form.IsMatch(value), pattern);

    public Constraints Pattern(string? value, string field, bool matches, string pattern)
    {
        if (value is not null && !matches) Add(Quote(value), field, $"Member must satisfy regular expression pattern: {pattern}");
        return this;
    }

    public Constraints OneOf(string? value, string field, params ReadOnlySpan<string> allowed)
    {
        if (value is not null && !allowed.Contains(value)) Add(Quote(value), field, $"Member must satisfy enum value set: [{string.Join(", ", allowed!)}]");
        return this;
    }

    public Constraints Range(int? value, string field, int min, int max = int.MaxValue)
    {
        if (value < min) Add(Quote(value), field, $"Member must have value greater than or equal to {min}");
        if (value > max) Add(Quote(value), field, $"Member must have value less than or equal to {max}");
        return this;
    }

    /// <exception cref="CatalogException">Something was violated.</exception>
    public void Check()
    {
        if (_violations.Count == 0) return;
        var count = _violations.Count == 1 ? "1 validation error" : $"{_violations.Count} validation errors";
        throw CatalogException.Invalid($"{count} detected: {string.Join("; ", _violations)}");
    }

    private static string Quote(object? value) => value is ICollection items ? $"a collection of {items.Count}" : $"'{value}'";

    private void Add(string value, string field, string constraint) =>
        _violations.Add($"Value {value} at '{field}' failed to satisfy constraint: {constraint}");
}
