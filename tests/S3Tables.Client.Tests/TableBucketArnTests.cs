namespace Floe.S3Tables.Client.Tests;

public sealed class TableBucketArnTests
{
    private const string Text = "arn:aws:s3tables:us-west-2:111122223333:bucket/doeks-spark-on-eks-s3table";

    [Fact]
    public void An_arn_reads_into_its_parts_and_back()
    {
        var arn = TableBucketArn.Parse(Text);

        Assert.Equal(new TableBucketArn("us-west-2", "111122223333", "doeks-spark-on-eks-s3table"), arn);
        Assert.Equal(Text, arn.ToString());
    }

    [Fact]
    public void An_arn_of_another_partition_keeps_it() =>
        Assert.Equal("aws-cn", TableBucketArn.Parse("arn:aws-cn:s3tables:cn-north-1:111122223333:bucket/lake").Partition);

    [Fact]
    public void The_path_label_is_one_encoded_segment() =>
        Assert.Equal("arn%3Aaws%3As3tables%3Aus-west-2%3A111122223333%3Abucket%2Fdoeks-spark-on-eks-s3table", TableBucketArn.Parse(Text).Encoded);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lake")]
    [InlineData("arn:aws:s3:::lake")]
    [InlineData("arn:aws:s3tables:us-east-1:1234:bucket/lake")]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/ab")]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/Upper")]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/lake\n")]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/lake/table/x")]
    public void What_is_no_table_bucket_arn_is_refused(string? text) => Assert.False(TableBucketArn.TryParse(text, out _));

    [Fact]
    public void The_error_shows_the_text_and_the_form() =>
        Assert.Contains("'lake' is not a table bucket ARN", Assert.Throws<FormatException>(() => TableBucketArn.Parse("lake")).Message);
}
