using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;
using Floe.Iceberg.Operations;

namespace Floe.Engine.Running;

/// <summary>Which failures lie outside of the statement, so that the same text may succeed another time.</summary>
internal static class PassingFailures
{
    public static bool Contains(Exception failure)
    {
        // A commit of unknown outcome may be there: repeating it could write the rows twice.
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is CommitStateUnknownException) return false;
        }
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (Passes(e)) return true;
        }
        // By itself it is a conflict with another writer; inside a SqlError it tells why a change cannot be made.
        return failure is ValidationException;
    }

    private static bool Passes(Exception e) => e switch
    {
        SqlError error => error.MayPass,
        CommitFailedException or ServiceFailureException or NotAuthorizedException or ForbiddenException => true,
        DuckDbFailure duck => duck.Error.Kind is "Out of Memory" or "IO" or "HTTP" or "Connection" or "Network" or "Interrupt",
        FileMissingException or IOException or HttpRequestException or TimeoutException => true,
        _ => false,
    };
}
