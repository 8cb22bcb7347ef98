using Floe.JobService.Kubernetes.Login;

namespace Floe.JobService.Kubernetes;

/// <summary>
/// The session and credential to use now. A kubeconfig is read again when it, or a file that it names, was written anew: a local cluster that starts
/// afresh has another CA and port, certificates are rotated. Open watches and logs of the old session end with it and come back over the new one.
/// </summary>
internal sealed class KubernetesConnection(KubernetesOptions options, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private KubernetesSession? _session;
    private ClusterLogin? _login;
    private string _stamp = "";

    /// <exception cref="LoginException">There is no login, or none that can be used.</exception>
    public async ValueTask<KubernetesAccess> AccessAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var login = Login();
            var credential = await login.Credentials.GetAsync(cancellationToken);
            if (Session(login, credential.Certificate) is { } session) return new(session, credential);
        }
    }

    public void Dispose()
    {
        _session?.Dispose();
        (_login?.Credentials as IDisposable)?.Dispose();
    }

    private ClusterLogin Login()
    {
        lock (_lock)
        {
            if (_login is not null && LoginStamp.Of(_login.Files) == _stamp) return _login;
            IReadOnlyList<string> files = options.Kubeconfig is { } kubeconfig ? [kubeconfig] : [];
            string before;
            do
            {
                // What is written while it is read is read again.
                before = LoginStamp.Of(files);
                _login = options.ServiceAccount is { } account ? account.Login(time) : KubeconfigFile.Read(options.Kubeconfig!, options.Context, time);
                files = _login.Files;
                _stamp = LoginStamp.Of(files);
            }
            while (_stamp != before);
            return _login;
        }
    }

    /// <summary>Null where the login has changed meanwhile.</summary>
    private KubernetesSession? Session(ClusterLogin login, ClientCertificate? certificate)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(login, _login)) return null;
            if (_session is { } open && ReferenceEquals(open.Login, login) && ReferenceEquals(open.Certificate, certificate)) return open;
            _session?.Dispose();
            return _session = KubernetesSession.Open(login, certificate);
        }
    }
}
