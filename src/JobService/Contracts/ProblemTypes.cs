namespace Floe.JobService.Contracts;

/// <summary>The kinds of <see cref="Problem"/>, by which a program tells them apart. They stay as they are; titles and details are for people and may change.</summary>
public static class ProblemTypes
{
    /// <summary>400, 415: <c>errors</c> names all that is wrong with the request.</summary>
    public const string InvalidRequest = "urn:floe:problem:invalid-request";

    /// <summary>400, 413: the request breaks HTTP's own rules, or a limit.</summary>
    public const string UnreadableRequest = "urn:floe:problem:unreadable-request";

    /// <summary>400: the SQL of <c>POST /api/v1/sql</c> cannot be run.</summary>
    public const string SqlFailed = "urn:floe:problem:sql-failed";

    public const string NotAuthenticated = "urn:floe:problem:not-authenticated";

    /// <summary>403: the scope is missing.</summary>
    public const string NotAllowed = "urn:floe:problem:not-allowed";

    /// <summary>403: the service is open, and the request came under another machine's name or from another site's page.</summary>
    public const string NotLocal = "urn:floe:problem:not-local";

    /// <summary>404: the thing is not there, or not for this caller.</summary>
    public const string NotFound = "urn:floe:problem:not-found";

    /// <summary>404: the job is there and has no result rows.</summary>
    public const string NoResult = "urn:floe:problem:no-result";

    /// <summary>404, 405: the API has no such path or method.</summary>
    public const string NotInApi = "urn:floe:problem:not-in-api";

    /// <summary>409: the idempotency key came before with another body.</summary>
    public const string KeyReused = "urn:floe:problem:key-reused";

    /// <summary>409: the state of the job, or of what is to be deleted, does not allow it.</summary>
    public const string WrongState = "urn:floe:problem:wrong-state";

    /// <summary>409: somebody else has something of that name.</summary>
    public const string NameTaken = "urn:floe:problem:name-taken";

    /// <summary>429: send it again after <c>Retry-After</c> seconds.</summary>
    public const string QueueFull = "urn:floe:problem:queue-full";

    /// <summary>503: the database is away.</summary>
    public const string StoreAway = "urn:floe:problem:store-away";

    /// <summary>503: the Kubernetes cluster is away.</summary>
    public const string ClusterAway = "urn:floe:problem:cluster-away";

    /// <summary>503: the job's engine cannot be asked now; send it again after <c>Retry-After</c> seconds.</summary>
    public const string EngineAway = "urn:floe:problem:engine-away";

    /// <summary>410: the log was archived, and the archive does not have it any more.</summary>
    public const string ArchivedLogGone = "urn:floe:problem:archived-log-gone";

    /// <summary>503: the log is in the archive, which cannot be read now.</summary>
    public const string ArchiveAway = "urn:floe:problem:archive-away";

    /// <summary>503: the service is stopping.</summary>
    public const string Stopping = "urn:floe:problem:stopping";

    /// <summary>500: a defect.</summary>
    public const string Defect = "urn:floe:problem:defect";
}
