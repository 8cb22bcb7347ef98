using System.Globalization;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Altering;

internal static class PropertyCommands
{
    public static async Task<StatementOutcome> RunAsync(Table table, AlterTable statement, StatementOutcome outcome, CancellationToken cancellationToken)
    {
        var position = statement is SetTableProperties set ? set.Position : ((UnsetTableProperties)statement).Position;
        try
        {
            if (statement is UnsetTableProperties unset)
                await UnsetAsync(table, unset, cancellationToken);
            else
                await SetAsync(table, ((SetTableProperties)statement).Properties, position, cancellationToken);
            return outcome;
        }
        catch (ArgumentException e) when (e is not ArgumentOutOfRangeException)
        {
            throw new SqlError(e.Message.Split(" (Parameter")[0], position, e);
        }
    }

    /// <summary>As in Spark, <c>format-version</c> is how a table is upgraded.</summary>
    private static async Task SetAsync(Table table, IReadOnlyDictionary<string, string> properties, SourcePosition position, CancellationToken cancellationToken)
    {
        var update = table.NewUpdateProperties();
        foreach (var (key, value) in properties.Where(property => property.Key != TableProperties.FormatVersion))
            update.Set(key, value);
        if (properties.GetValueOrDefault(TableProperties.FormatVersion) is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version > TableMetadata.MaxFormatVersion || version < table.Metadata.FormatVersion)
                throw new SqlError($"The table has format version {table.Metadata.FormatVersion} and can go up to {TableMetadata.MaxFormatVersion}, not to '{text}'.", position);
            await table.UpgradeFormatVersionAsync(version, cancellationToken);
        }
        await update.CommitAsync(cancellationToken);
    }

    private static async Task UnsetAsync(Table table, UnsetTableProperties statement, CancellationToken cancellationToken)
    {
        var missing = statement.Keys.Where(key => !table.Metadata.Properties.ContainsKey(key)).ToList();
        if (missing.Count > 0 && !statement.IfExists)
            throw new SqlError($"The table has no property '{missing[0]}'. Use UNSET TBLPROPERTIES IF EXISTS.", statement.Position);
        var update = table.NewUpdateProperties();
        foreach (var key in statement.Keys)
            update.Remove(key);
        await update.CommitAsync(cancellationToken);
    }
}
