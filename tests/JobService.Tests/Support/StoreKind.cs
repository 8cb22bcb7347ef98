namespace Floe.JobService.Tests.Support;

public enum StoreKind
{
    Sqlite,
    Postgres,
}
