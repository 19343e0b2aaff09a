"""Makes the files in data/ anew: pip install openpyxl python-docx; LibreOffice's soffice on the path.

The tests need none of this, only the files. `python3 make.py PEIDANG` wants the program, for a sheet to fill in.
"""

import datetime
import pathlib
import subprocess
import sys
import tempfile

import docx
import openpyxl
from docx.oxml import parse_xml
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = pathlib.Path(__file__).parent / "data"
REQUIREMENTS = {
    4: "全力做好国家重大战略、基础设施、防灾减灾、产业升级、民生保障等领域重大建设项目批准和实施信息公开",
    43: "常态化开展政策评价，选取本单位重点政策，进行实施效果评价，全面掌握政策落实情况",
}


def filled(program):
    """A sheet as it went out, filled in by openpyxl."""
    folder = tempfile.mkdtemp()
    run = [program, "--data", folder + "/data", "--today", "2024-07-08", "sheets", "out", folder, "--unit", "民政局"]
    subprocess.run(run, check=True, capture_output=True)
    book = openpyxl.load_workbook(next(pathlib.Path(folder).glob("*.xlsx")))
    page = book.worksheets[0]
    rows = {page.cell(row, 1).value: row for row in range(4, 60) if page.cell(row, 1).value}

    def put(task, column, value):
        page.cell(rows[task], column).value = value

    put("18", 4, "编制低保政策问答")
    put("18", 9, 5336410001)
    put("18", 10, datetime.date(2024, 7, 31))
    put("18", 11, "√")
    put("18", 12, "7月5日 已发布低保指南\n已印制一图读懂")
    put("18", 13, "http://www.example.gov.cn/1\n周民字〔2024〕3号")
    put("18", 14, "无")
    put("19", 4, "公开低保标准")
    put("19", 11, "差不多了")
    put("45", 10, "7月20日前")
    put("45", 4, "报送开放活动计划")
    put("43", 10, datetime.date(2024, 12, 31))
    # A second measure for task 19, in a row put in below it.
    page.insert_rows(rows["19"] + 1)
    page.cell(rows["19"] + 1, 4).value = "公开临时救助标准"
    # openpyxl moves no merged regions, so they come last.
    page.merge_cells(start_row=rows["34"] + 1, end_row=rows["37"] + 1, start_column=4, end_column=4)
    page.cell(rows["34"] + 1, 4).value = "多角度全方位解读政策"
    # A spare row, used for nothing that can be placed.
    page.cell(page.max_row, 4).value = "其他工作"
    book.save(HERE / "filled.xlsx")
    for kind in ("ods", "xls"):
        command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(HERE), str(HERE / "filled.xlsx")]
        subprocess.run(command, check=True, capture_output=True)


def disorder():
    """A unit's own table: title, two notes, the header in row 5, columns renamed, moved, put in; two sheets."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.active
    page.title = "表一"
    page.append(["周村区财政局2024年政务公开重点工作落实台账"])
    page.merge_cells("A1:K1")
    page.append(["单位：区财政局", None, None, "填表日期：7月6日"])
    page.append([])
    page.append(["（请各科室于7月5日前填报）"])
    heads = ["经办人\n（签字）", "序号", "任务内容", "主要举措", "是否上会", "落实\n情况", "完成比例", "预计完成\n时间", "电话", "负责人", "存在的问题"]
    page.append(heads)
    page.append(["赵某", 1, REQUIREMENTS[4], "公开重大项目", "是", "已公开3项", 0.4, 44021, "05336410002", "钱某", "/"])
    page.append(["〃", 2, REQUIREMENTS[43], "评价一项政策", "否", "正在推进", "四成", 7.1, "同上", "同上", "人手不足"])
    page.append([None, "合计", None, None, None, "2项"])
    page.append(["审核人：孙某", None, None, "填报人：赵某"])
    page["G6"].number_format = "0%"
    other = book.create_sheet("说明")
    other.append(["本表一式两份"])
    book.save(HERE / "disorder.xlsx")


def document():
    """A Word table with a header of two levels, 同上, a row for several tasks, and a total."""
    paper = docx.Document()
    paper.add_paragraph("2024年政务公开工作配档表")
    paper.add_paragraph("填报单位：区水利局（盖章）")
    table = paper.add_table(rows=2, cols=8)
    for at, head in enumerate(["序号", "工作任务", "落实举措", "责任分工", "", "", "完成时间", "落实情况"]):
        table.cell(0, at).text = head
    table.cell(0, 3).merge(table.cell(0, 5))
    for at in (0, 1, 2, 6, 7):
        table.cell(0, at).merge(table.cell(1, at))
    for at, head in zip((3, 4, 5), ("分管领导", "经办人", "联系电话")):
        table.cell(1, at).text = head
    rows = [
        ("26", "推动公共企事业单位信息公开", "编制供水信息公开目录", "9月底前", "正在推进"),
        ("34-37", "", "用多种方式解读水利政策", "长期坚持", "已在网站开设专栏"),
        ("44", "", "同第26项", "三季度", "不涉及"),
    ]
    for number, text, measure, due, said in rows:
        cells = table.add_row().cells
        for at, value in enumerate([number, text, measure, "王某", "赵某", "0533-6410003", due, said]):
            cells[at].text = value
    cells = table.add_row().cells
    cells[0].text, cells[2].text = "合计", "3项"
    paper.add_paragraph("审核人：        填报人：")
    paper.save(HERE / "document.docx")


def annex():
    """附件2 in Word."""
    paper = docx.Document()
    paper.add_paragraph("附件2")
    paper.add_paragraph("政府开放活动计划安排报送表")
    paper.add_paragraph("单位名称：  区教育和体育局              ")
    table = paper.add_table(rows=0, cols=2)
    for label, value in [
        ("活动主题\n（如“我为群众办实事”）", "阳光招生进校园"),
        ("开展时间\n（必须明确月份，可具体到日）", "7月中旬"),
        ("开展地点", "周村区图书馆"),
        ("活动内容", "邀请家长代表参观"),
        ("活动对象", "家长代表20人"),
        ("活动报名方式", "/"),
        ("联系人", "李某"),
        ("联系方式", "0533-6410004"),
    ]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    paper.save(HERE / "annex.docx")


def numbered():
    """序号 that Word counts by itself, and a second table that goes on without a header."""
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paper = docx.Document()
    lists = paper.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="18"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    lists.insert(0, parse_xml(f'<w:abstractNum {word} w:abstractNumId="98">{level}</w:abstractNum>'))
    lists.append(parse_xml(f'<w:num {word} w:numId="99"><w:abstractNumId w:val="98"/></w:num>'))
    paper.add_paragraph("填报单位：区民政局")
    table = paper.add_table(rows=1, cols=5)
    for at, head in enumerate(["序号", "工作措施", "责任人", "完成时限", "状态"]):
        table.cell(0, at).text = head
    for measure, person in [("推送老年助餐点地图", "张某"), ("公开低保标准", "李某")]:
        cells = table.add_row().cells
        settings = cells[0].paragraphs[0]._p.get_or_add_pPr()
        settings.append(parse_xml(f'<w:numPr {word}><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr>'))
        for at, value in enumerate([measure, person, "8月底", "推进中"], 1):
            cells[at].text = value
    paper.add_paragraph("（续表）")
    cells = paper.add_table(rows=1, cols=5).rows[0].cells
    for at, value in enumerate(["34", "多形式解读", "张某", "长期坚持", "持续推进"]):
        cells[at].text = value
    paper.save(HERE / "numbered.docx")


def lines():
    """附件2 in Word, typed line by line without a table."""
    paper = docx.Document()
    for line in [
        "政府开放活动计划安排报送表",
        "单位名称：王村镇",
        "活动主题：古镇政务公开日",
        "开展时间：10月中旬",
        "开展地点：王村镇便民中心",
        "活动内容：参观便民服务大厅",
        "联系人：郝某",
        "联系方式：0533-6881234",
    ]:
        paper.add_paragraph(line)
    paper.save(HERE / "annex-lines.docx")


def separated():
    """Separated values in the encodings that people have."""
    lines = [
        ["序号", "具体措施", "责任人", "联系电话", "时限", "状态"],
        ["13", "公开就业政策，按季更新", "周某", "05336410005", "每季度", "进行中"],
        ["44", "'=举办开放日", "吴某", "13905330000", "2024.9.30", "办结"],
    ]

    def write(name, separator, encoding):
        quote = lambda cell: f'"{cell}"' if separator in cell else cell
        text = "\r\n".join(separator.join(quote(cell) for cell in line) for line in lines) + "\r\n"
        (HERE / name).write_bytes(text.encode(encoding))

    write("人社局-gbk.csv", ",", "gbk")
    write("人社局-bom.csv", ";", "utf-8-sig")
    write("人社局-utf16.csv", "\t", "utf-16")


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    filled(sys.argv[1])
    disorder()
    document()
    annex()
    numbered()
    lines()
    separated()
