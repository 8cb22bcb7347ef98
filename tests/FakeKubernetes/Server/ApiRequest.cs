using Microsoft.AspNetCore.Http;

namespace Floe.FakeKubernetes.Server;

/// <summary>A request, taken apart as the API server's authorizer does.</summary>
public sealed record ApiRequest(string Group, string Plural, string Namespace, string? Name, string? Part, string Verb)
{
    /// <summary><c>pods/log</c>, as rules name it.</summary>
    public string Resource => Part is null ? Plural : $"{Plural}/{Part}";

    /// <summary>Null where the path is none of a namespaced resource.</summary>
    public static ApiRequest? Parse(HttpRequest request)
    {
        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, rest) = parts switch
        {
            ["api", "v1", "namespaces", .. var core] => ("", core),
            ["apis", var name, _, "namespaces", .. var other] => (name, other),
            _ => ("", []),
        };
        if (rest.Length is < 2 or > 4) return null;
        var item = rest.Length > 2 ? rest[2] : null;
        return new(group, rest[1], rest[0], item, rest.Length > 3 ? rest[3] : null, VerbOf(request, item));
    }

    private static string VerbOf(HttpRequest request, string? name) => request.Method switch
    {
        "GET" when name is not null => "get",
        "GET" when request.Query["watch"] == "true" => "watch",
        "GET" => "list",
        "POST" => "create",
        "PATCH" => "patch",
        "PUT" => "update",
        "DELETE" when name is null => "deletecollection",
        _ => "delete",
    };
}
