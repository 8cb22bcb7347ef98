namespace Floe.S3Tables.Client.Tests;

public sealed class TableArnTests
{
    private const string Text = "arn:aws:s3tables:us-west-2:111122223333:bucket/lake/table/55511111-7a03-4513-b921-e372b0030daf";

    [Fact]
    public void An_arn_reads_into_its_parts_and_back()
    {
        var arn = TableArn.Parse(Text);

        Assert.Equal("lake", arn.Bucket.Name);
        Assert.Equal("55511111-7a03-4513-b921-e372b0030daf", arn.TableId);
        Assert.Equal(Text, arn.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("arn:aws:s3tables:us-west-2:111122223333:bucket/lake")]
    [InlineData("arn:aws:s3tables:us-west-2:111122223333:bucket/lake/table/")]
    [InlineData("arn:aws:s3tables:us-west-2:111122223333:bucket/lake/table/a/b")]
    [InlineData("arn:aws:s3tables:us-west-2:111122223333:bucket/lake/table/a b")]
    public void What_is_no_table_arn_is_refused(string? text) => Assert.False(TableArn.TryParse(text, out _));
}
