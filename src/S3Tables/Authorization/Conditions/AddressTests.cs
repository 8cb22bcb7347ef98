using System.Net;
using Floe.S3Tables.Authorization.Matching;

namespace Floe.S3Tables.Authorization.Conditions;

internal static class AddressTests
{
    public static ValueTest InRange(string policyValue, PatternSyntax variables)
    {
        var range = AddressRange.TryParse(policyValue)
            ?? throw new FormatException("is not an IP address or CIDR range such as 203.0.113.0/24 or 2001:db8::/32");
        return (value, _) => IPAddress.TryParse(value, out var address) && range.Contains(address);
    }
}
