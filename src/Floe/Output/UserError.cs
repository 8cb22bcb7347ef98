using System.Net.Http;

namespace Floe.Cli.Output;

/// <summary>Failures the user can mend are told in one line, without a stack trace; anything else is a fault of Floe and shows all.</summary>
internal sealed class UserErrorException(string message, Exception? inner = null) : Exception(message, inner);
