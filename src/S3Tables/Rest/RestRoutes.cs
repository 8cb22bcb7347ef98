using Floe.S3Tables.Http;

namespace Floe.S3Tables.Rest;

public delegate Task<RestResult> RestOperation(RestRequest request, CancellationToken cancellationToken);

/// <summary>The operations of the Iceberg REST catalog: the 13 of Amazon S3 Tables, and those that only the lenient profile has.</summary>
public sealed class RestRoutes(
    RestProfiles profiles, ConfigOperation config, NamespaceOperations namespaces, TableOperations tables, CommitOperation commit, RegisterOperation register, TransactionOperation transaction)
{
    private const string Root = "/iceberg/v1";
    private const string Namespaces = "/{prefix}/namespaces";
    private const string Namespace = Namespaces + "/{namespace}";
    private const string Table = Namespace + "/tables/{table}";

    private readonly Route<RestOperation>[] _strict =
    [
        new("getConfig", "GET", Root + "/config", config.GetAsync),
        new("listNamespaces", "GET", Root + Namespaces, namespaces.ListAsync),
        new("createNamespace", "POST", Root + Namespaces, namespaces.CreateAsync),
        new("loadNamespaceMetadata", "GET", Root + Namespace, namespaces.LoadAsync),
        new("namespaceExists", "HEAD", Root + Namespace, namespaces.ExistsAsync),
        new("dropNamespace", "DELETE", Root + Namespace, namespaces.DropAsync),
        new("listTables", "GET", Root + Namespace + "/tables", tables.ListAsync),
        new("createTable", "POST", Root + Namespace + "/tables", tables.CreateAsync),
        new("loadTable", "GET", Root + Table, tables.LoadAsync),
        new("tableExists", "HEAD", Root + Table, tables.ExistsAsync),
        new("updateTable", "POST", Root + Table, commit.CommitAsync),
        new("dropTable", "DELETE", Root + Table, tables.DropAsync),
        new("renameTable", "POST", Root + "/{prefix}/tables/rename", tables.RenameAsync),
    ];

    private readonly Route<RestOperation>[] _lenientOnly =
    [
        new("updateProperties", "POST", Root + Namespace + "/properties", namespaces.UpdatePropertiesAsync),
        new("registerTable", "POST", Root + Namespace + "/register", register.RegisterAsync),
        new("commitTransaction", "POST", Root + "/{prefix}/transactions/commit", transaction.CommitAsync),
        new("reportMetrics", "POST", Root + Table + "/metrics", tables.ReportMetricsAsync),
    ];

    /// <summary>The operations beyond getConfig, as the specification's <c>endpoints</c> list names them.</summary>
    public static IReadOnlyList<string> LenientEndpoints { get; } =
    [
        $"GET /v1{Namespaces}",
        $"POST /v1{Namespaces}",
        $"GET /v1{Namespace}",
        $"HEAD /v1{Namespace}",
        $"DELETE /v1{Namespace}",
        $"POST /v1{Namespace}/properties",
        $"GET /v1{Namespace}/tables",
        $"POST /v1{Namespace}/tables",
        $"GET /v1{Table}",
        $"HEAD /v1{Table}",
        $"POST /v1{Table}",
        $"DELETE /v1{Table}",
        $"POST /v1{Table}/metrics",
        "POST /v1/{prefix}/tables/rename",
        $"POST /v1{Namespace}/register",
        "POST /v1/{prefix}/transactions/commit",
    ];

    /// <summary>The operation that the request asks for, or null where the table bucket's profile has none.</summary>
    public (Route<RestOperation> Route, RestRequest Request)? Match(ServiceRequest request)
    {
        var segments = request.RawPath.Split('/');
        foreach (var route in _strict)
            if (route.Match(request.Method, segments) is { } labels) return (route, new(request, labels, Profile(request, labels)));
        foreach (var route in _lenientOnly)
            if (route.Match(request.Method, segments) is { } labels && Profile(request, labels) is RestProfile.Lenient and var profile) return (route, new(request, labels, profile));
        return null;
    }

    private RestProfile Profile(ServiceRequest request, IReadOnlyDictionary<string, string> labels) =>
        profiles.Of(labels.GetValueOrDefault("prefix") ?? request.Query["warehouse"]);
}
