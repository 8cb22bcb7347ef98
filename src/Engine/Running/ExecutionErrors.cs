using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Syntax;

namespace Floe.Engine.Running;

/// <summary>What goes wrong while rows flow, with what can be done about it.</summary>
internal static class ExecutionErrors
{
    public static SqlError ToSqlError(DuckDbFailure failure)
    {
        var message = QueryErrors.OneLine(failure.Error.Message);
        return new SqlError(failure.Error.Kind switch
        {
            "Out of Memory" => $"The statement needs more memory than the run may use, and this step cannot spill. Raise the memory limit or lower the number of threads. ({message})",
            "Conversion" => $"A value cannot be converted: {message}",
            _ => message,
        }, null, failure);
    }
}
