using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>Runs a credential plugin once. It has no terminal and gets no input: the service has nobody to ask.</summary>
internal static class ExecRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <exception cref="LoginException">It is not there, fails, takes too long, or answers with no credential.</exception>
    public static async Task<ExecStatus> RunAsync(ExecPlugin plugin, CancellationToken cancellationToken)
    {
        using var process = Start(plugin);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            process.StandardInput.Close();
            var said = process.StandardError.ReadToEndAsync(limit.Token);
            var answer = await process.StandardOutput.ReadToEndAsync(limit.Token);
            var complaint = await said;
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0) throw new LoginException($"{Name(plugin)} failed with exit code {process.ExitCode}: {LastLine(complaint) ?? "it says nothing."}");
            return Read(plugin, answer);
        }
        catch (OperationCanceledException)
        {
            End(process);
            cancellationToken.ThrowIfCancellationRequested();
            throw new LoginException($"{Name(plugin)} gave no credential within {Limit.TotalSeconds:0} seconds. Does it wait for an input? The service has no terminal.");
        }
    }

    private static Process Start(ExecPlugin plugin)
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in plugin.Environment) start.Environment[name] = value;
        var told = new ExecCredentialObject { ApiVersion = plugin.ApiVersion, Kind = "ExecCredential", Spec = new(Interactive: false, plugin.Cluster) };
        start.Environment["KUBERNETES_EXEC_INFO"] = JsonSerializer.Serialize(told, ExecJson.Default.ExecCredentialObject);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new LoginException($"{Name(plugin)} cannot be started: {e.Message} {plugin.InstallHint ?? "Install it, or give the kubeconfig its whole path."}".TrimEnd(), e);
        }
    }

    private static ExecStatus Read(ExecPlugin plugin, string answer)
    {
        ExecCredentialObject? credential;
        try
        {
            credential = JsonSerializer.Deserialize(answer, ExecJson.Default.ExecCredentialObject);
        }
        catch (JsonException e)
        {
            throw new LoginException($"{Name(plugin)} did not answer with an ExecCredential in JSON: {e.Message}", e);
        }
        if (credential?.ApiVersion != plugin.ApiVersion)
            throw new LoginException($"{Name(plugin)} answered with apiVersion '{credential?.ApiVersion}', the kubeconfig says '{plugin.ApiVersion}'. Set the kubeconfig to the one that the plugin speaks.");
        return credential.Status switch
        {
            { Token.Length: > 0 } or { ClientCertificateData.Length: > 0, ClientKeyData.Length: > 0 } => credential.Status,
            _ => throw new LoginException($"{Name(plugin)} answered with neither a token nor a client certificate with its key."),
        };
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static string? LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();

    private static string Name(ExecPlugin plugin) => $"The credential plugin {plugin.Command}";
}
