using System.Globalization;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Inputs;

/// <summary>Reads the OPTIONS of one view; what nobody asked for is told at the end as having no effect.</summary>
internal sealed class FileViewOptions(CreateFileView view)
{
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Unknown => view.Options.Keys.Where(key => !_asked.Contains(key));

    public string? Text(params ReadOnlySpan<string> names)
    {
        string? found = null;
        foreach (var name in names)
        {
            _asked.Add(name);
            found ??= view.Options.GetValueOrDefault(name);
        }
        return found;
    }

    public string Required(string name) => Text(name) ?? throw Error($"OPTIONS lacks {name}, for example {name} 's3://bucket/input/'.");

    public bool Flag(string name, bool otherwise) => Text(name) switch
    {
        null => otherwise,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw Error($"The option {name} is '{text}'; it must be 'true' or 'false'."),
    };

    public long? Number(string name) => Text(name) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw Error($"The option {name} is '{text}'; it must be a whole number, 0 or more."),
    };

    public SqlError Error(string message) => new($"View '{view.Name}': {message}", view.Position);
}
