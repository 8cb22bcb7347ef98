namespace Floe.JobService.Kubernetes.Login;

/// <summary>A kubeconfig, service account or plugin does not give what is needed. The message has all that is wrong and what to do.</summary>
internal sealed class LoginException(string message, Exception? inner = null) : Exception(message, inner);
