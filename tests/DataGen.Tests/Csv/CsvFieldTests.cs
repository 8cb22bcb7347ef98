using System.Text;
using Floe.DataGen.Csv;

namespace Floe.DataGen.Tests.Csv;

public sealed class CsvFieldTests
{
    [Theory]
    [InlineData("Ada Hopper", "Ada Hopper")]
    [InlineData("Nora O'Brien", "Nora O'Brien")]
    [InlineData("Zoë Müller", "Zoë Müller")]
    [InlineData("Ben Brown, Jr.", "\"Ben Brown, Jr.\"")]
    [InlineData("Grace \"Amazing\" Hopper", "\"Grace \"\"Amazing\"\" Hopper\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("", "")]
    public void A_field_is_quoted_only_where_RFC_4180_needs_it(string value, string field) =>
        Assert.Equal(field, Encoding.UTF8.GetString(CsvField.Encode(value)));
}
