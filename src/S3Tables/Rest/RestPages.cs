using Floe.S3Tables.Catalog;

namespace Floe.S3Tables.Rest;

/// <summary>Paging as the REST specification has it: a client that sends no <c>pageToken</c> does not page and gets everything.</summary>
internal static class RestPages
{
    public static PageRequest Parse(RestRequest request)
    {
        var token = request.Query("pageToken");
        if (token is null && request.Query("pageSize") is null) return new(Prefix: null, After: null, int.MaxValue - 1);
        return PageRequest.Parse(prefix: null, token is "" ? null : token, request.Query("pageSize"), "pageSize");
    }
}
