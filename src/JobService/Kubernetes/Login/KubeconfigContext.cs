using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>The cluster and user of one context. Goes on after an error, so that all are told at once.</summary>
internal sealed class KubeconfigContext(JsonObject root, JsonObject context, string folder, List<string> errors, TimeProvider time)
{
    private readonly KubeconfigFiles _files = new(folder, errors);

    /// <summary>Null where errors were told.</summary>
    public ClusterLogin? Read()
    {
        var cluster = Find("cluster", "clusters");
        var user = context.Text("user") is null ? [] : Find("user", "users");
        var login = cluster is null ? null : ReadCluster(cluster);
        var reading = new KubeconfigUser(user ?? [], _files, errors, time);
        var credentials = reading.Read(login);
        var headers = reading.Impersonation();
        return errors.Count > 0 || login is null || credentials is null ? null : login with
        {
            Credentials = credentials,
            Headers = headers,
            Files = _files.Read,
        };
    }

    private JsonObject? Find(string member, string list)
    {
        if (context.Text(member) is not { } name) errors.Add($"The context names no {member}.");
        else if (root.Named(list, name, member) is { } found) return found;
        else errors.Add($"{list} has no '{name}', which the context names.");
        return null;
    }

    private ClusterLogin? ReadCluster(JsonObject cluster)
    {
        var authorities = Authorities(cluster);
        var proxy = Address(cluster, "proxy-url", "http", "https", "socks5");
        return cluster.Text("server") is null ? Missing() : Address(cluster, "server", "http", "https") is not { } server ? null : new()
        {
            Server = Reachable(server),
            Authorities = authorities,
            SkipTlsVerify = cluster.Flag("insecure-skip-tls-verify"),
            TlsServerName = cluster.Text("tls-server-name"),
            Proxy = proxy,
            Credentials = new FixedCredential(new()),
        };

        ClusterLogin? Missing()
        {
            errors.Add("The cluster has no server.");
            return null;
        }
    }

    private Uri? Address(JsonObject cluster, string name, params ReadOnlySpan<string> schemes)
    {
        if (cluster.Text(name) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme)) return address;
        errors.Add($"{name} is '{text}', no address that begins with {string.Join(", ", schemes.ToArray().Select(scheme => $"{scheme}://"))}.");
        return null;
    }

    private X509Certificate2Collection? Authorities(JsonObject cluster)
    {
        if (_files.Text("certificate-authority", cluster.Text("certificate-authority-data"), cluster.Text("certificate-authority")) is not { } pem) return null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            errors.Add($"certificate-authority is no certificate in PEM: {e.Message}");
            return null;
        }
        if (authorities.Count == 0) errors.Add("certificate-authority has no certificate in PEM.");
        return authorities;
    }

    /// <summary>Local clusters in containers write the address they listen on; only Linux connects to that.</summary>
    private static Uri Reachable(Uri server)
    {
        if (!IPAddress.TryParse(server.Host.Trim('[', ']'), out var address)) return server;
        var loopback = address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : null;
        return loopback is null ? server : new UriBuilder(server) { Host = loopback.ToString() }.Uri;
    }
}
