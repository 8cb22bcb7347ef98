namespace Floe.JobService.Kubernetes.Login;

/// <summary>
/// A token in a file that somebody keeps good: the kubelet writes a pod's anew when 80% of its life is over, by swapping a link, which no time
/// stamp of the path tells. So the file itself is read again every few seconds, and at once when the server refuses the token.
/// </summary>
internal sealed class TokenFile(string path, ClientCertificate? certificate, TimeProvider time) : ICredentialSource
{
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(10);

    private volatile Reading? _last;

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && time.GetElapsedTime(last.At) < Good) return last.Credential;
        var token = await ReadAsync(cancellationToken);
        var credential = _last is { } same && same.Token == token ? same.Credential : new(Credential.Bearer(token), certificate);
        _last = new(token, credential, time.GetTimestamp());
        return credential;
    }

    public bool Refuse(Credential refused)
    {
        if (_last is not { } last || !ReferenceEquals(last.Credential, refused)) return true;
        try
        {
            if (File.ReadAllText(path).Trim() == last.Token) return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        _last = null;
        return true;
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            return token.Length > 0 ? token : throw new LoginException($"The token file {path} is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LoginException($"The token file {path} cannot be read: {e.Message}", e);
        }
    }

    private sealed record Reading(string Token, Credential Credential, long At);
}
