using Floe.Engine.Syntax;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>Commits of data files, signed with the engine's name and the run's own properties.</summary>
internal static class Commits
{
    /// <summary>A snapshot is made even of no files, as Spark does: the history shows that the statement ran.</summary>
    /// <param name="branch">Null for main.</param>
    public static Task<Snapshot> AppendAsync(
        ScriptContext context, Table table, IReadOnlyList<DataFile> files, CancellationToken cancellationToken, string? branch = null)
    {
        var append = table.NewAppend().AddRange(files);
        if (branch is not null)
            append.ToBranch(branch);
        return Sign(context, append).CommitAsync(cancellationToken);
    }

    /// <summary>Replaces all rows of the table.</summary>
    public static Task<Snapshot> OverwriteAsync(ScriptContext context, Table table, IReadOnlyList<DataFile> files, CancellationToken cancellationToken)
    {
        var overwrite = table.NewOverwrite().RemoveAll();
        foreach (var file in files)
            overwrite.Add(file);
        return Sign(context, overwrite).CommitAsync(cancellationToken);
    }

    /// <summary>Commits what replaces rows that were read before.</summary>
    /// <exception cref="SqlError">Another writer changed what the statement had read.</exception>
    public static async Task<Snapshot> ChangeAsync<T>(ScriptContext context, T operation, CancellationToken cancellationToken)
        where T : SnapshotOperationBase<T>
    {
        try
        {
            return await Sign(context, operation).CommitAsync(cancellationToken);
        }
        catch (ValidationException e)
        {
            throw new SqlError($"{e.Message.TrimEnd('.')}. Another writer changed the table meanwhile, and this statement changed nothing: run it again.", null, e) { MayPass = true };
        }
    }

    public static T Sign<T>(ScriptContext context, T operation)
        where T : SnapshotOperationBase<T>
    {
        operation.Set(SummaryKeys.EngineName, "floe").Set(SummaryKeys.EngineVersion, EngineVersion.Text);
        foreach (var (key, value) in context.Options.SnapshotProperties)
            operation.Set(key, value);
        return operation;
    }
}
