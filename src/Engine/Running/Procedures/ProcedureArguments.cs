using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Procedures;

/// <summary>The arguments of a CALL by the names of its parameters. Values are expressions without columns, evaluated by DuckDB.</summary>
internal sealed class ProcedureArguments
{
    private readonly ScriptContext _context;
    private readonly Call _call;
    private readonly Dictionary<string, CallArgument> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="parameters">In the order of Iceberg's documentation.</param>
    public ProcedureArguments(ScriptContext context, Call call, IReadOnlyList<string> parameters)
    {
        (_context, _call) = (context, call);
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            if (argument.Name is null && i >= parameters.Count)
                throw new SqlError($"{Name} takes at most {parameters.Count} arguments: {string.Join(", ", parameters)}.", argument.Position);
            var name = argument.Name ?? parameters[i];
            if (!parameters.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new SqlError($"{Name} has no argument '{name}'. It has {string.Join(", ", parameters)}.", argument.Position);
            if (!_byName.TryAdd(name, argument))
                throw new SqlError($"The argument '{name}' is given by position and by name.", argument.Position);
        }
    }

    private string Name => _call.Procedure.Last.ToLowerInvariant();

    public bool Has(string name) => _byName.ContainsKey(name);

    public SourcePosition PositionOf(string name) => _byName.TryGetValue(name, out var argument) ? argument.Position : _call.Procedure.Position;

    public async Task<string?> TextAsync(string name, CancellationToken cancellationToken) => (string?)await ValueAsync(name, PrimitiveType.String, cancellationToken);

    public async Task<string> RequiredTextAsync(string name, CancellationToken cancellationToken) => await TextAsync(name, cancellationToken) ?? throw Missing(name);

    public async Task<long?> LongAsync(string name, CancellationToken cancellationToken) => (long?)await ValueAsync(name, PrimitiveType.Long, cancellationToken);

    public async Task<long> RequiredLongAsync(string name, CancellationToken cancellationToken) => await LongAsync(name, cancellationToken) ?? throw Missing(name);

    public async Task<bool?> BooleanAsync(string name, CancellationToken cancellationToken) => (bool?)await ValueAsync(name, PrimitiveType.Boolean, cancellationToken);

    public async Task<DateTimeOffset?> TimeAsync(string name, CancellationToken cancellationToken) =>
        await ValueAsync(name, PrimitiveType.TimestampTz, cancellationToken) is long micros ? DateTimeOffset.UnixEpoch.AddTicks(micros * 10) : null;

    public async Task<DateTimeOffset> RequiredTimeAsync(string name, CancellationToken cancellationToken) => await TimeAsync(name, cancellationToken) ?? throw Missing(name);

    /// <summary><c>array(1, 2)</c></summary>
    public async Task<IReadOnlyList<long>> LongsAsync(string name, CancellationToken cancellationToken)
    {
        if (!_byName.TryGetValue(name, out var argument))
            return [];
        var values = new List<long>();
        foreach (var item in ProcedureLiterals.Items(argument.Value, "array"))
            values.Add(await EvaluateAsync(name, item, PrimitiveType.Long, cancellationToken) is long value ? value : throw new SqlError($"The argument '{name}' takes snapshot ids.", item.Position));
        return values;
    }

    /// <summary><c>map('key', 'value', ...)</c></summary>
    public async Task<IReadOnlyDictionary<string, string>> MapAsync(string name, CancellationToken cancellationToken)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!_byName.TryGetValue(name, out var argument))
            return map;
        var items = ProcedureLiterals.Items(argument.Value, "map");
        if (items.Count % 2 != 0)
            throw new SqlError($"The argument '{name}' takes map('key', 'value', ...): keys and values in turn.", argument.Position);
        for (var i = 0; i < items.Count; i += 2)
        {
            var key = await EvaluateAsync(name, items[i], PrimitiveType.String, cancellationToken) as string ?? throw new SqlError($"A key of '{name}' is NULL.", items[i].Position);
            map[key] = await EvaluateAsync(name, items[i + 1], PrimitiveType.String, cancellationToken) as string ?? throw new SqlError($"The value of '{key}' is NULL.", items[i + 1].Position);
        }
        return map;
    }

    private Task<object?> ValueAsync(string name, PrimitiveType type, CancellationToken cancellationToken) =>
        _byName.TryGetValue(name, out var argument) ? EvaluateAsync(name, argument.Value, type, cancellationToken) : Task.FromResult<object?>(null);

    private async Task<object?> EvaluateAsync(string name, QuerySyntax expression, PrimitiveType type, CancellationToken cancellationToken)
    {
        try
        {
            return await ConstantExpressions.EvaluateAsync(_context, expression, type, cancellationToken);
        }
        catch (Exception e) when (e is DuckDbFailure { Error.Kind: "Conversion" } or FormatException or OverflowException)
        {
            throw new SqlError($"The argument '{name}' of {Name} takes a value of type {SparkTypeNames.Of(type)}.", expression.Position, e);
        }
    }

    private SqlError Missing(string name) => new($"{Name} needs the argument '{name}'.", _call.Procedure.Position);
}
