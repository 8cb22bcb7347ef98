namespace Floe.ServiceDefaults.Startup;

/// <summary>
/// A start that failed for a reason the user can mend: a wrong setting, a port in use, a folder that can't be written. The message is all
/// they see, so it names the input, what is wrong with it and what to do.
/// </summary>
public sealed class StartupException : Exception
{
    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
