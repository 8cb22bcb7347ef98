using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Floe.JobService.Kubernetes;
using Floe.JobService.Spark.Manifests;

namespace Floe.Containers.Tests.Cluster;

/// <summary>What kubectl would do.</summary>
internal sealed class AdminApi(KubernetesConnection connection) : IDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Server-side apply of each document.</summary>
    public async Task ApplyAsync(string manifests)
    {
        foreach (var manifest in manifests.Split("\n---\n"))
        {
            var root = YamlDocument.Parse(manifest)!;
            var (kind, name, space) = ((string)root["kind"]!, (string)root["metadata"]!["name"]!, (string?)root["metadata"]!["namespace"]);
            await SendAsync(HttpMethod.Patch, $"{PathIn((string)root["apiVersion"]!, space, $"{kind.ToLowerInvariant()}s")}/{name}?fieldManager=floe-tests&force=true", manifest, "application/apply-patch+yaml");
        }
    }

    public Task<JsonObject> CreateAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, body.ToJsonString(), "application/json");

    public Task<JsonObject> MergeAsync(string path, JsonObject patch) => SendAsync(HttpMethod.Patch, path, patch.ToJsonString(), "application/merge-patch+json");

    public Task<JsonObject> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, "{}", "application/json");

    public async Task<JsonObject> GetAsync(string path) => await FindAsync(path) ?? throw new InvalidOperationException($"The cluster has nothing at {path}.");

    /// <summary>Null where there is nothing.</summary>
    public async Task<JsonObject?> FindAsync(string path)
    {
        var access = await connection.AccessAsync(Cancel);
        using var response = await access.Session.Http.SendAsync(Request(HttpMethod.Get, path, access), Cancel);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(path, response);
    }

    public void Dispose() => connection.Dispose();

    private static string PathIn(string apiVersion, string? space, string plural) =>
        $"{(apiVersion.Contains('/', StringComparison.Ordinal) ? "apis" : "api")}/{apiVersion}/{(space is null ? "" : $"namespaces/{space}/")}{plural}";

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, string body, string type)
    {
        var access = await connection.AccessAsync(Cancel);
        using var request = Request(method, path, access);
        request.Content = new StringContent(body, Encoding.UTF8) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var response = await access.Session.Http.SendAsync(request, Cancel);
        return await ReadAsync(path, response);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, KubernetesAccess access) => new(method, new Uri(path, UriKind.Relative))
    {
        Version = HttpVersion.Version20,
        Headers = { Authorization = access.Credential.Authorization },
    };

    private static async Task<JsonObject> ReadAsync(string path, HttpResponseMessage response)
    {
        var answer = await response.Content.ReadAsStringAsync(Cancel);
        return response.IsSuccessStatusCode ? JsonNode.Parse(answer)!.AsObject() : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {answer}");
    }
}
