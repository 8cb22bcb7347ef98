using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <summary>The service said that it does not have the operation (501 <c>NotImplemented</c>): no fault of it, and a cell of the table.</summary>
internal sealed class NotOfferedException(ClientError error) : Exception(error.Message)
{
    public static void ThrowIf(ClientError? error)
    {
        if (error?.Code == "NotImplemented") throw new NotOfferedException(error);
    }
}
