using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Floe.ServiceDefaults.Startup;

/// <summary>Words the failures to start that the framework throws and the user can mend.</summary>
public static class StartupFailure
{
    /// <returns>The message to show, or null where the failure is a defect of ours, which needs its stack trace.</returns>
    public static string? Explain(Exception failure) => failure switch
    {
        StartupException => failure.Message,
        IOException { InnerException: AddressInUseException } => $"{failure.Message.TrimEnd('.')}. Stop the process that listens there, or choose another port.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "The operating system does not let this process listen on the chosen port. Choose a port of 1024 or higher.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            "The address to listen on is not one of this machine's. Use 127.0.0.1, or the address of one of its network interfaces.",
        _ => null,
    };
}
