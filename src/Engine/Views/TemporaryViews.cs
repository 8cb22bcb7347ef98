using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Views;

/// <summary>The views of a script, by name without case. They hold definitions only: each statement binds those it uses anew.</summary>
internal sealed class TemporaryViews
{
    private readonly Dictionary<string, CreateView> _views = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _views.Keys;

    public CreateView? Find(string name) => _views.GetValueOrDefault(name);

    public void Add(CreateView view, SourcePosition? position)
    {
        if (!view.OrReplace && _views.ContainsKey(view.Name))
            throw new SqlError($"The view '{view.Name}' exists already. Use CREATE OR REPLACE TEMPORARY VIEW.", position);
        _views[view.Name] = view;
    }

    public bool Remove(string name) => _views.Remove(name);
}
